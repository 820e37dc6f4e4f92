package main

import "sync"

func work(wg *sync.WaitGroup, ok bool) {
	if !ok {
		return
	}
	wg.Done()
}

func wait(wg *sync.WaitGroup) {
	wg.Wait()
}

func leaky() {
	var wg sync.WaitGroup
	wg.Add(1)
	go work(&wg, false)
	go wait(&wg)
}

func workDeferred(wg *sync.WaitGroup, ok bool) {
	defer wg.Done()
	if !ok {
		return
	}
}

func correct() {
	var wg sync.WaitGroup
	wg.Add(1)
	go workDeferred(&wg, false)
	go wait(&wg)
}
