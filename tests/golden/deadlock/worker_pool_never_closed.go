package main

import "sync"

func worker(jobs chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	for range jobs {
	}
}

func main() {
	jobs := make(chan int, 5)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go worker(jobs, &wg)
	}
	for i := range 5 {
		jobs <- i
	}
	wg.Wait()
}
