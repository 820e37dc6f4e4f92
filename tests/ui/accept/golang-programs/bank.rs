use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

type kind int

const (
	deposit kind = iota
	withdraw
	balance
)

type op struct {
	kind   kind
	amount int
	reply  chan answer
}

type answer struct {
	balance int
	ok      bool
}

func teller(ops <-chan op) {
	var total int
	for o := range ops {
		switch o.kind {
		case deposit:
			total += o.amount
			o.reply <- answer{total, true}
		case withdraw:
			if o.amount > total {
				o.reply <- answer{total, false}
				break
			}
			total -= o.amount
			o.reply <- answer{total, true}
		case balance:
			o.reply <- answer{total, true}
		default:
			panic("unknown operation")
		}
	}
}

func ask(ops chan<- op, k kind, amount int) (int, bool) {
	reply := make(chan answer)
	ops <- op{kind: k, amount: amount, reply: reply}
	a := <-reply
	return a.balance, a.ok
}

func main() {
	ops := make(chan op)
	go teller(ops)

	var wg sync.WaitGroup
	for i := 1; i <= 10; i++ {
		wg.Go(func() {
			ask(ops, deposit, i)
		})
	}
	wg.Wait()
	if b, ok := ask(ops, withdraw, 100); !ok {
		fmt.Println("refused, balance", b)
	}
	b, ok := ask(ops, withdraw, 15)
	fmt.Println(b, ok)
	b, _ = ask(ops, balance, 0)
	fmt.Println("balance:", b)
}
}
