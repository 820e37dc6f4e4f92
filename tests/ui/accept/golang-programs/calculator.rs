//! A tokenizer and a parser that talk over channels: bytes, runes and floats.

use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"strconv"
	"sync"
)

// A tokenizer and a calculator that talk over channels; one goroutine per expression.

type TokenKind int

const (
	Number TokenKind = iota
	Operator
	LeftParen
	RightParen
	End
)

type Token struct {
	Kind  TokenKind
	Text  string
	Value float64
}

func tokenize(input string) <-chan Token {
	tokens := make(chan Token)
	go func() {
		defer close(tokens)
		i := 0
		for i < len(input) {
			c := input[i]
			switch {
			case c == ' ':
				i++
			case c >= '0' && c <= '9' || c == '.':
				start := i
				for i < len(input) && (input[i] >= '0' && input[i] <= '9' || input[i] == '.') {
					i++
				}
				v, _ := strconv.ParseFloat(input[start:i], 64)
				tokens <- Token{Number, input[start:i], v}
			case c == '(':
				tokens <- Token{Kind: LeftParen, Text: "("}
				i++
			case c == ')':
				tokens <- Token{Kind: RightParen, Text: ")"}
				i++
			default:
				tokens <- Token{Kind: Operator, Text: string(c)}
				i++
			}
		}
		tokens <- Token{Kind: End}
	}()
	return tokens
}

type Parser struct {
	tokens <-chan Token
	cur    Token
}

func (p *Parser) next() {
	p.cur = <-p.tokens
}

func (p *Parser) factor() (float64, error) {
	switch p.cur.Kind {
	case Number:
		v := p.cur.Value
		p.next()
		return v, nil
	case LeftParen:
		p.next()
		v, err := p.expr()
		if err != nil {
			return 0, err
		}
		if p.cur.Kind != RightParen {
			return 0, fmt.Errorf("expected )")
		}
		p.next()
		return v, nil
	}
	return 0, fmt.Errorf("unexpected %q", p.cur.Text)
}

func (p *Parser) term() (float64, error) {
	v, err := p.factor()
	if err != nil {
		return 0, err
	}
	for p.cur.Kind == Operator && (p.cur.Text == "*" || p.cur.Text == "/") {
		op := p.cur.Text
		p.next()
		w, err := p.factor()
		if err != nil {
			return 0, err
		}
		if op == "*" {
			v *= w
		} else if w == 0 {
			return 0, fmt.Errorf("division by zero")
		} else {
			v /= w
		}
	}
	return v, nil
}

func (p *Parser) expr() (float64, error) {
	v, err := p.term()
	if err != nil {
		return 0, err
	}
	for p.cur.Kind == Operator && (p.cur.Text == "+" || p.cur.Text == "-") {
		op := p.cur.Text
		p.next()
		w, err := p.term()
		if err != nil {
			return 0, err
		}
		if op == "+" {
			v += w
		} else {
			v -= w
		}
	}
	return v, nil
}

func eval(input string) (float64, error) {
	p := &Parser{tokens: tokenize(input)}
	p.next()
	v, err := p.expr()
	if err == nil && p.cur.Kind != End {
		err = fmt.Errorf("trailing %q", p.cur.Text)
	}
	for range p.tokens {
	}
	return v, err
}

func main() {
	inputs := []string{"1 + 2 * 3", "(1 + 2) * 3", "10 / 4 - 1", "2 * (3 + 4) * 5", "1 / 0", "2 +", "(1", "1 )"}
	results := make([]string, len(inputs))
	var wg sync.WaitGroup
	for i, in := range inputs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v, err := eval(in)
			if err != nil {
				results[i] = "error: " + err.Error()
				return
			}
			results[i] = strconv.FormatFloat(v, 'f', -1, 64)
		}()
	}
	wg.Wait()
	for i, r := range results {
		fmt.Printf("%-16s = %s\n", inputs[i], r)
	}
}
}
