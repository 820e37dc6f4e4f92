// A balance confined to one goroutine, which `init` starts; channels are variables of the package.

use goroutines::prelude::*;
go! {
package main

import "fmt"

var deposits = make(chan int) // send amount to deposit
var balances = make(chan int) // receive balance

func Deposit(amount int) { deposits <- amount }
func Balance() int       { return <-balances }

func teller() {
	var balance int // balance is confined to teller goroutine
	for {
		select {
		case amount := <-deposits:
			balance += amount
		case balances <- balance:
		}
	}
}

func init() {
	go teller() // start the monitor goroutine
}

func main() {
	done := make(chan struct{})
	go func() {
		Deposit(200)
		done <- struct{}{}
	}()
	go func() {
		Deposit(100)
		done <- struct{}{}
	}()
	<-done
	<-done
	fmt.Println(Balance())
	switch b := Balance(); {
	case b > 1000:
		fmt.Println("rich")
	default:
		fmt.Println("insufficient")
	}
}
}
