use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sort"
	"strings"
)

type Person struct {
	Name string
	Age  int
}

type ByAge []Person

func (a ByAge) Len() int           { return len(a) }
func (a ByAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a ByAge) Less(i, j int) bool { return a[i].Age < a[j].Age }

type ByName []Person

func (a ByName) Len() int           { return len(a) }
func (a ByName) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a ByName) Less(i, j int) bool { return a[i].Name < a[j].Name }

type Stack []int

func (s *Stack) Push(x int) { *s = append(*s, x) }
func (s *Stack) Pop() int {
	old := *s
	n := len(old)
	x := old[n-1]
	*s = old[:n-1]
	return x
}
func (s Stack) Peek() int   { return s[len(s)-1] }
func (s Stack) Empty() bool { return len(s) == 0 }
func (s Stack) Sum() (t int) {
	for _, x := range s {
		t += x
	}
	return
}

type Graph map[string][]string

func (g Graph) AddEdge(a, b string) {
	g[a] = append(g[a], b)
	g[b] = append(g[b], a)
}

func (g Graph) Degree(n string) int { return len(g[n]) }

type Counter map[string]int

func (c Counter) Inc(k string) { c[k]++ }
func (c Counter) Total() int {
	total := 0
	for _, n := range c {
		total += n
	}
	return total
}
func (c Counter) Drop(k string) { delete(c, k) }

type Names []string

func (n Names) String() string { return strings.Join(n, "|") }
func (n Names) Filter(keep func(string) bool) Names {
	var out Names
	for _, s := range n {
		if keep(s) {
			out = append(out, s)
		}
	}
	return out
}

type Matrix [][]float64

func NewMatrix(r, c int) Matrix {
	m := make(Matrix, r)
	for i := range m {
		m[i] = make([]float64, c)
	}
	return m
}

func (m Matrix) Set(i, j int, v float64) { m[i][j] = v }
func (m Matrix) At(i, j int) float64     { return m[i][j] }

type Op func(int, int) int

func (o Op) Apply(a, b int) int { return o(a, b) }

type Middleware func(string) string

func (m Middleware) Then(next Middleware) Middleware {
	return func(s string) string { return next(m(s)) }
}

type team struct {
	members ByAge
	tags    Names
}

func (t *team) sortMembers() { sort.Sort(t.members) }

func total(s Stack) int { return s.Sum() }

func main() {
	people := []Person{{"Bob", 31}, {"Al", 12}, {"Cy", 20}}
	sort.Sort(ByAge(people))
	fmt.Println(people)
	sort.Sort(sort.Reverse(ByName(people)))
	fmt.Println(people, sort.IsSorted(ByAge(people)))
	byAge := ByAge(people)
	sort.Stable(byAge)
	fmt.Println(byAge[0], byAge.Len(), len(byAge))

	var s Stack
	s.Push(1)
	s.Push(2)
	s.Push(3)
	fmt.Println(s.Pop(), s.Peek(), s.Empty(), s, total(s))

	g := Graph{}
	g.AddEdge("a", "b")
	g.AddEdge("a", "c")
	fmt.Println(g.Degree("a"), g["b"], len(g))

	c := make(Counter)
	for _, w := range strings.Fields("a b a c a") {
		c.Inc(w)
	}
	c.Drop("b")
	fmt.Println(c["a"], c.Total(), c)
	for k, v := range c {
		if v > 1 {
			fmt.Println(k, v)
		}
	}

	names := Names{"ann", "bob", "al"}
	fmt.Println(names, names.Filter(func(s string) bool { return len(s) == 3 }))

	m := NewMatrix(2, 2)
	m.Set(0, 1, 2.5)
	fmt.Println(m.At(0, 1), m)

	add := Op(func(a, b int) int { return a + b })
	fmt.Println(add.Apply(1, 2), add(3, 4))
	ops := map[string]Op{"mul": func(a, b int) int { return a * b }}
	fmt.Println(ops["mul"].Apply(3, 4))
	up := Middleware(func(s string) string { return strings.ToUpper(s) })
	both := up.Then(func(s string) string { return s + "!" })
	fmt.Println(both("hey"))

	xs := []int{3, 1, 2}
	sort.Sort(sort.Reverse(sort.IntSlice(xs)))
	fmt.Println(xs)

	t := team{members: ByAge{{"X", 9}, {"Y", 2}}, tags: Names{"t"}}
	t.sortMembers()
	fmt.Println(t.members, t.tags)
	h := &Stack{4, 5}
	h.Push(6)
	fmt.Println((*h)[0], len(*h), h.Pop())
}
}
