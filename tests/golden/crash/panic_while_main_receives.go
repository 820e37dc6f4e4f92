package main

func main() {
	never := make(chan int)
	go func() {
		panic("boom")
	}()
	<-never
}
