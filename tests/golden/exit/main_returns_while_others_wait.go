package main

func main() {
	ch := make(chan int)
	for range 3 {
		go func() {
			<-ch
		}()
	}
}
