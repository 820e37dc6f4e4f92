package main

func main() {
	done := make(chan bool)
	defer func() {
		done <- true
	}()
}
