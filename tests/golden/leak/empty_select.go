package main

func forever() {
	select {}
}

func leaky() {
	go forever()
}

func until(done chan bool) {
	<-done
}

func correct() {
	done := make(chan bool)
	go until(done)
	close(done)
}
