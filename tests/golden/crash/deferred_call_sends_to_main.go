package main

func fails(done, told chan struct{}) {
	defer func() { <-told }()
	defer func() { done <- struct{}{} }()
	panic("crash")
}

func main() {
	done, told := make(chan struct{}), make(chan struct{}, 1)
	go fails(done, told)
	<-done
	told <- struct{}{}
}
