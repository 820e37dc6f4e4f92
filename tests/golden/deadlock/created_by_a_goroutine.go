package main

func grandchild(ch chan int) {
	<-ch
}

func child(ch chan int) {
	go grandchild(ch)
	<-ch
}

func main() {
	ch := make(chan int)
	go child(ch)
	<-ch
}
