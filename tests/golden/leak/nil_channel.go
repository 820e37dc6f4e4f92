package main

type server struct {
	jobs chan int
}

func serve(s *server) {
	<-s.jobs
}

func leaky() {
	s := &server{} // forgot to make the channel
	go serve(s)
}

func correct() {
	s := &server{jobs: make(chan int)}
	go serve(s)
	s.jobs <- 1
}
