use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var ErrInsufficient = errors.New("insufficient funds")

type TransferError struct {
	From, To string
	Amount   int
	Err      error
}

func (e *TransferError) Error() string {
	return fmt.Sprintf("transfer %s->%s of %d: %v", e.From, e.To, e.Amount, e.Err)
}

func (e *TransferError) Unwrap() error { return e.Err }

type Account struct {
	mu      sync.Mutex
	name    string
	balance int
}

func (a *Account) Deposit(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += n
}

func (a *Account) Withdraw(n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < n {
		return fmt.Errorf("account %s: %w", a.name, ErrInsufficient)
	}
	a.balance -= n
	return nil
}

type Bank struct {
	accounts map[string]*Account
}

func NewBank(names ...string) *Bank {
	b := &Bank{accounts: make(map[string]*Account)}
	for _, name := range names {
		b.accounts[name] = &Account{name: name, balance: 100}
	}
	return b
}

func (b *Bank) Transfer(from, to string, amount int) error {
	if err := b.accounts[from].Withdraw(amount); err != nil {
		return &TransferError{from, to, amount, err}
	}
	b.accounts[to].Deposit(amount)
	return nil
}

func (b *Bank) Total() int {
	total := 0
	for _, a := range b.accounts {
		total += a.balance
	}
	return total
}

type request struct {
	from, to string
	amount   int
	reply    chan error
}

func main() {
	bank := NewBank("alice", "bob", "carol")
	requests := make(chan request)
	done := make(chan struct{})

	go func() {
		for {
			select {
			case r := <-requests:
				r.reply <- bank.Transfer(r.from, r.to, r.amount)
			case <-done:
				return
			}
		}
	}()

	transfer := func(from, to string, amount int) error {
		reply := make(chan error, 1)
		select {
		case requests <- request{from, to, amount, reply}:
		case <-time.After(time.Second):
			return errors.New("timeout")
		}
		return <-reply
	}

	fmt.Println(transfer("alice", "bob", 30))
	err := transfer("carol", "bob", 1000)
	fmt.Println(err)
	fmt.Println(errors.Is(err, ErrInsufficient))
	var te *TransferError
	if errors.As(err, &te) {
		fmt.Println("failed amount:", te.Amount)
	}

	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			transfer("bob", "carol", i)
		}()
	}
	wg.Wait()
	close(done)
	fmt.Println(bank.Total(), bank.accounts["carol"].balance)
}
}
