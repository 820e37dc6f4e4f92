use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"math"
	"time"
)

const N = 10
const Rate = 1.5
const Big = 1 << 40

type Circle struct{ r float64 }

func (c Circle) Perimeter() float64 { return 2 * 3 * c.r }
func (c Circle) Area() float64      { return math.Pi * c.r * c.r }

func half(x float64) float64 { return x / 2 }

func main() {
	c := Circle{2}
	fmt.Println(c.Perimeter(), c.Area(), 2*math.Pi*c.r, math.Pi*2*c.r)
	x := 3.0
	fmt.Println(x/2, half(3), half(x)/2)
	n := 7
	fmt.Println(float64(n)/10, float64(n)*1.5, 1/float64(n))
	time.Sleep(time.Duration(n) * time.Millisecond)
	d := time.Duration(n) * time.Millisecond
	fmt.Println(d, 2*time.Second, time.Duration(1500)*time.Millisecond)
	var f float64 = N * 1.5
	fmt.Println(f, N, Rate*2, N*Rate)
	fmt.Println(1<<10, Big, 1<<n, n<<2, 0xff>>4)
	var u uint32 = 1 << 31
	fmt.Println(u, u>>3, u<<1)
	a, b := 0, 1
	for i := 0; i < 60; i++ {
		a, b = b, a+b
	}
	fmt.Println(a)
	fact := 1
	for i := 1; i <= 20; i++ {
		fact *= i
	}
	fmt.Println(fact)
	avg := float64(a) / float64(b)
	fmt.Printf("%.3f\n", avg)
	var g float32 = 0.1
	fmt.Println(g*3, g+1, 1-g)
	h := math.Sqrt(2) * 2
	fmt.Println(h, math.Floor(h)/2+1)
	celsius := 100.0
	fmt.Println(celsius*9/5 + 32)
	fmt.Println((celsius + 40) * 5 / 9)
	var i64 int64 = 5
	fmt.Println(i64*2+1, -i64, i64%3, i64&1 == 1)
	total := 0.0
	for _, v := range []float64{1, 2, 3.5} {
		total += v * 2
	}
	fmt.Println(total / 3)
	if total > 10 && x < 5 {
		fmt.Println("ok", total-1)
	}
	xs := []float64{1, 2, 3}
	for i := range xs {
		xs[i] = xs[i]*2 + 1
		xs[i] /= 2
	}
	fmt.Println(xs, xs[0]/4)
	fmt.Printf("%T %T %T %T %T\n", n, x, 'a', "s", 2*n)
}
}
