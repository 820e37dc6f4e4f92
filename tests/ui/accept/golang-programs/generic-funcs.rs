use goroutines::prelude::*;

go! {
package main

import (
	"cmp"
	"fmt"
	"sort"
	"sync"
)

type Number interface {
	~int | ~int64 | ~float64
}

type Shape interface {
	Area() float64
}

type Square struct{ side float64 }

func (s Square) Area() float64 { return s.side * s.side }

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Filter[T any](xs []T, keep func(T) bool) []T {
	var out []T
	for _, x := range xs {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func Reduce[T, A any](xs []T, first A, f func(A, T) A) A {
	acc := first
	for _, x := range xs {
		acc = f(acc, x)
	}
	return acc
}

func Sum[T Number](xs ...T) T {
	var total T
	for _, x := range xs {
		total += x
	}
	return total
}

func Scale[T ~int | ~float64](xs []T, by T) []T {
	out := []T{}
	for i := range xs {
		out = append(out, xs[i]*by)
	}
	return out
}

func MaxOf[T cmp.Ordered](first T, rest ...T) T {
	best := first
	for _, x := range rest {
		if x > best {
			best = x
		}
	}
	return best
}

func Index[T comparable](xs []T, want T) int {
	for i, x := range xs {
		if x == want {
			return i
		}
	}
	return -1
}

func Count[K comparable](keys []K) map[K]int {
	counts := make(map[K]int)
	for _, k := range keys {
		counts[k]++
	}
	return counts
}

func Keys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func Total[S Shape](shapes []S) float64 {
	sum := 0.0
	for _, s := range shapes {
		sum += s.Area()
	}
	return sum
}

func Generate[T any](xs ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, x := range xs {
			out <- x
		}
	}()
	return out
}

func Merge[T any](cs ...<-chan T) <-chan T {
	out := make(chan T)
	var wg sync.WaitGroup
	for _, c := range cs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func Last[T any](xs []T) (T, bool) {
	if len(xs) == 0 {
		var zero T
		return zero, false
	}
	return xs[len(xs)-1], true
}

func Zero[T any]() T {
	var zero T
	return zero
}

func main() {
	xs := []int{1, 2, 3, 4}
	fmt.Println(Map(xs, func(n int) string { return fmt.Sprintf("<%d>", n) }))
	fmt.Println(Filter(xs, func(n int) bool { return n%2 == 0 }))
	fmt.Println(Reduce(xs, 0.5, func(acc float64, n int) float64 { return acc + float64(n) }))
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2.5), Sum[int]())
	fmt.Println(Scale(xs, 10), MaxOf("a", "c", "b"), MaxOf(3, 2))
	fmt.Println(Index([]string{"a", "b"}, "b"), Index(xs, 9))
	fmt.Println(Count([]string{"x", "y", "x"}), Keys(map[string]bool{"b": true, "a": false}))
	fmt.Println(Total([]Square{{1}, {2}}))
	fmt.Println(Last([]string{"p", "q"}))
	last, ok := Last(xs[:0])
	fmt.Println(last, ok)
	total := 0
	for v := range Merge(Generate(1, 2, 3), Generate[int](4, 5)) {
		total += v
	}
	fmt.Println(total, len(Zero[string]()), Zero[int]())
}
}
