package main

import "time"

func poll(ticker *time.Ticker, done chan bool) {
	for {
		select {
		case <-ticker.C:
		case <-done:
			return
		}
	}
}

func leaky() {
	done := make(chan bool)
	go poll(time.NewTicker(time.Hour), done)
}

func correct() {
	done := make(chan bool)
	go poll(time.NewTicker(time.Hour), done)
	close(done)
}
