package main

import (
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
	"sync"
	"time"
)

// httpConnections is how many connections ask.
const httpConnections = 64

// httpHello answers "hello" by net/http for so many seconds, asked by wrk where it is installed, else by net/http's client.
func httpHello(seconds uint64) answer {
	listener := listen()
	server := http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if _, err := io.WriteString(w, "Hello, World!"); err != nil {
			panic(http.ErrAbortHandler)
		}
	})}
	go server.Serve(listener)
	url := "http://" + listener.Addr().String() + "/"
	clock := start()
	requests, took, p50, p99 := load(url, seconds)
	result := clock.stop(seconds)
	server.Close()
	result.figures["each"] = took / requests
	result.figures["server"] = result.figures["cpu"] / requests
	result.figures["p50"], result.figures["p99"] = p50, p99
	return result
}

// load returns the number of requests, the time they took, and the percentiles of their latency, in nanoseconds.
func load(url string, seconds uint64) (requests, took, p50, p99 float64) {
	wrk, err := exec.LookPath("wrk")
	if err != nil {
		return loadByClient(url, time.Duration(seconds)*time.Second)
	}
	printed, err := exec.Command(wrk, "-t1", "--latency", "-c"+strconv.Itoa(httpConnections), "-d"+strconv.FormatUint(seconds, 10)+"s", url).Output()
	if err != nil || regexp.MustCompile("Non-2xx|Socket errors").Match(printed) {
		panic("a request failed")
	}
	find := func(pattern string) string {
		return string(regexp.MustCompile(pattern).FindSubmatch(printed)[1])
	}
	requests, _ = strconv.ParseFloat(find(`(\d+) requests in`), 64)
	return requests, nanos(find(`requests in (\S+),`)), nanos(find(`50%\s+(\S+)`)), nanos(find(`99%\s+(\S+)`))
}

// nanos reads a time as wrk writes it, which is Go's way too.
func nanos(text string) float64 {
	d, err := time.ParseDuration(text)
	if err != nil {
		panic(err)
	}
	return float64(d)
}

func loadByClient(url string, limit time.Duration) (requests, took, p50, p99 float64) {
	client := http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: httpConnections}}
	begin := time.Now()
	var mu sync.Mutex
	var all []int64
	var wg sync.WaitGroup
	for range httpConnections {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for once := true; once || time.Since(begin) < limit; once = false {
				start := time.Now()
				response, err := client.Get(url)
				if err != nil {
					panic(err)
				}
				io.Copy(io.Discard, response.Body)
				response.Body.Close()
				mu.Lock()
				all = append(all, int64(time.Since(start)))
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	took = float64(time.Since(begin))
	p50, p99 = percentiles(all)
	return float64(len(all)), took, p50, p99
}
