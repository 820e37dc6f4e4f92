use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sort"
)

type Person struct {
	Name string
	Age  int
}

type ByAge []Person

func (a ByAge) Len() int           { return len(a) }
func (a ByAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a ByAge) Less(i, j int) bool { return a[i].Age < a[j].Age }

type Set map[string]bool

func (s Set) Add(k string) { s[k] = true }
func (s Set) Has(k string) bool {
	return s[k]
}

type HandlerFunc func(string)

func (f HandlerFunc) Serve(s string) { f(s) }

func main() {
	people := []Person{{"Bob", 31}, {"Al", 12}, {"Cy", 20}}
	sort.Sort(ByAge(people))
	fmt.Println(people)
	s := Set{}
	s.Add("a")
	fmt.Println(s.Has("a"), s.Has("b"), len(s))
	h := HandlerFunc(func(s string) { fmt.Println("serve", s) })
	h.Serve("x")
}
}
