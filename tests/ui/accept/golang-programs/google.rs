use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"math/rand"
	"time"
)

type Result string

type Query struct {
	text  string
	limit int
}

func search(kind string, query Query) Result {
	time.Sleep(time.Duration(rand.Intn(10)) * time.Millisecond)
	return Result(fmt.Sprintf("%s result for %q\n", kind, query.text))
}

func First(query Query, replicas ...string) Result {
	c := make(chan Result, len(replicas))
	for _, replica := range replicas {
		go func() {
			_ = search(replica, query)
			c <- search("fastest", query)
		}()
	}
	return <-c
}

func Google(query Query) (results []Result) {
	c := make(chan Result)
	go func() { c <- First(query, "web1", "web2") }()
	go func() { c <- First(query, "image1", "image2", "image3") }()
	go func() { c <- First(query, "video1") }()

	timeout := time.After(2 * time.Second)
	for i := 0; i < query.limit; i++ {
		select {
		case result := <-c:
			results = append(results, result)
		case <-timeout:
			fmt.Println("timed out")
			return
		}
	}
	return
}

func main() {
	query := Query{text: "golang", limit: 3}
	results := Google(query)
	for i, result := range results {
		fmt.Print(i, " ", result)
	}
	fmt.Println(len(results), query)
}
}
