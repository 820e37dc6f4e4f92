package main

func reply(result chan string, ok bool) {
	if !ok {
		result <- "error"
		// forgot to return
	}
	result <- "done"
}

func leaky() {
	result := make(chan string)
	go reply(result, false)
	<-result
}

func replyOnce(result chan string, ok bool) {
	if !ok {
		result <- "error"
		return
	}
	result <- "done"
}

func correct() {
	result := make(chan string)
	go replyOnce(result, false)
	<-result
}
