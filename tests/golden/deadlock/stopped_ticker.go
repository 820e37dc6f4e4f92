package main

import "time"

func main() {
	ticker := time.NewTicker(time.Hour)
	ticker.Stop()
	<-ticker.C
}
