package main

func limited(slots chan bool) {
	slots <- true
	// forgot: <-slots
}

func leaky() {
	slots := make(chan bool, 2)
	for range 3 {
		go limited(slots)
	}
}

func limitedGivingBack(slots chan bool) {
	slots <- true
	<-slots
}

func correct() {
	slots := make(chan bool, 2)
	for range 3 {
		go limitedGivingBack(slots)
	}
}
