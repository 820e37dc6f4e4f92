package main

func main() {
	ch := make(chan int)
	waits := make(chan bool)
	go func() {
		waits <- true
		ch <- 1
	}()
	<-waits
	close(ch)
	select {}
}
