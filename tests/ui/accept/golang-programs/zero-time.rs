//! The zero value of `time.Time`: a variable, a field, an element; and a comparison before a block that returns two values.

use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"time"
)

type Kind int

const (
	Open Kind = iota
	Close
)

type Entry struct {
	at   time.Time
	kind Kind
}

func (e Entry) check(kind Kind) (int, error) {
	if e.kind != kind {
		return 0, errors.New("another kind")
	}
	return 1, nil
}

func old(t time.Time) bool { return t.IsZero() }

func main() {
	var t time.Time
	fmt.Println(t.IsZero(), t)
	times := make(map[string]time.Time)
	if at, ok := times["x"]; !ok {
		fmt.Println("none", at.IsZero(), times["y"].IsZero())
	}
	times["x"] = time.Now()
	fmt.Println(times["x"].IsZero(), old(times["x"]), old(t), time.Now().After(t))
	entry := Entry{kind: Close}
	fmt.Println(entry.at.IsZero())
	if n, err := entry.check(Open); err != nil {
		fmt.Println(n, err)
	}
	entries := make(map[int]Entry)
	fmt.Println(entries[3].at.IsZero())
	list := make([]time.Time, 2)
	list[0] = time.Now()
	fmt.Println(list[0].IsZero(), list[1].IsZero(), time.Since(list[0]) < time.Hour)
	fmt.Println(time.Now().Unix() > 1700000000, time.Now().UnixMilli() > time.Now().Unix())
	start := time.Now()
	fmt.Println(start.Equal(start), start.Compare(start), t.Before(start))
}
}
