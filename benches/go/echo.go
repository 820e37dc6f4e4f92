package main

import (
	"io"
	"net"
	"sync"
	"syscall"
	"time"
)

// messageLength is the length of an echoed message.
const messageLength = 64

// echo has a server and its clients in one process: what a request takes, and how long each client waits.
func echo(connections uint64) func(n uint64) answer {
	return func(n uint64) answer {
		connections := min(connections, n, roomForConnections())
		listener := listen()
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				go serve(conn)
			}
		}()
		var ready, over sync.WaitGroup
		begin := make(chan struct{})
		firsts, latencies := make([]int64, connections), make([][]int64, connections)
		for i := range connections {
			requests := n / connections
			if i < n%connections {
				requests++
			}
			ready.Add(1)
			over.Add(1)
			go func() {
				defer over.Done()
				start := time.Now()
				conn := connect(listener)
				defer conn.Close()
				request(conn)
				firsts[i] = int64(time.Since(start))
				ready.Done()
				<-begin
				for range requests {
					start := time.Now()
					request(conn)
					latencies[i] = append(latencies[i], int64(time.Since(start)))
				}
			}()
		}
		ready.Wait()
		clock := start()
		close(begin)
		over.Wait()
		all := make([]int64, 0, n)
		for _, some := range latencies {
			all = append(all, some...)
		}
		result := clock.stop(uint64(len(all)))
		listener.Close()
		result.figures["p50"], result.figures["p99"] = percentiles(all)
		result.figures["max"] = float64(all[len(all)-1])
		var first int64
		for _, nanos := range firsts {
			first = max(first, nanos)
		}
		result.figures["first"] = float64(first)
		return result
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	buf := make([]byte, 1024)
	for {
		n, err := conn.Read(buf)
		if err != nil {
			return
		}
		if _, err := conn.Write(buf[:n]); err != nil {
			panic(err)
		}
	}
}

func request(conn net.Conn) {
	var message [messageLength]byte
	if _, err := conn.Write(message[:]); err != nil {
		panic(err)
	}
	if _, err := io.ReadFull(conn, message[:]); err != nil {
		panic(err)
	}
}

// accept has eight clients that connect, are answered with a byte, and close: what each connection takes.
func accept(n uint64) answer {
	const clients = 8
	listener := listen()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				if _, err := conn.Write([]byte{1}); err != nil {
					panic(err)
				}
				conn.Close()
			}()
		}
	}()
	clock := start()
	sums := make(chan uint64)
	for i := range uint64(clients) {
		connections := n / clients
		if i < n%clients {
			connections++
		}
		go func() {
			var sum uint64
			var b [1]byte
			for range connections {
				conn := connect(listener)
				if _, err := io.ReadFull(conn, b[:]); err != nil {
					panic(err)
				}
				sum += uint64(b[0])
				conn.Close()
			}
			sums <- sum
		}()
	}
	var sum uint64
	for range clients {
		sum += <-sums
	}
	result := clock.stop(sum)
	listener.Close()
	return result
}

func listen() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return listener
}

func connect(listener net.Listener) net.Conn {
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		panic(err)
	}
	return conn
}

// roomForConnections says for how many connections there are descriptors; Go itself raises the limit to the hard one.
func roomForConnections() uint64 {
	const wanted, others = 20_200, 100
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		panic(err)
	}
	if limit.Max < wanted {
		// With the right to it.
		_ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: wanted, Max: wanted})
	}
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		panic(err)
	}
	return (max(limit.Cur, others+2) - others) / 2
}
