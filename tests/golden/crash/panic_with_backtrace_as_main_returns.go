package main

func fails(gone chan struct{}) {
	defer func() { gone <- struct{}{} }()
	panic("boom")
}

func main() {
	gone := make(chan struct{}, 1)
	go fails(gone)
	<-gone
}
