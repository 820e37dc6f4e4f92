use goroutines::prelude::*;

go! {
package main

import "fmt"

type Level int

const (
	Debug Level = iota
	Info
	Error
)

func (l Level) String() string {
	switch l {
	case Debug:
		return "DEBUG"
	case Info:
		return "INFO"
	}
	return "ERROR"
}

func (l Level) Next() Level { return (l + 1) % 3 }

func main() {
	l := Info
	fmt.Println(l, Debug, l.String(), l == Info, l < Error)
	fmt.Printf("%v %d %s\n", l, l, l)
	names := []string{"d", "i", "e"}
	fmt.Println(l.Next(), l.Next().Next(), names[l], int(l)+1, l == 1)
	l++
	for lv := Debug; lv <= Error; lv++ {
		fmt.Print(lv, " ")
	}
	fmt.Println(l)
	levels := make(chan Level, 1)
	levels <- Info
	fmt.Println(<-levels)
	m := map[Level]int{Info: 2}
	m[Error]++
	fmt.Println(m[Info], m[Error], Level(2))
}
}
