use goroutines::prelude::*;

go! {
package main

import "fmt"

func isAlpha(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isVowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

func kind(b byte) string {
	switch b {
	case 'a', 'b':
		return "ab"
	case '\n':
		return "nl"
	}
	return "other"
}

func kind2(b byte) string {
	switch {
	case b >= '0' && b <= '9':
		return "digit"
	case b == '+' || b == '-':
		return "op"
	default:
		return "?"
	}
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func rot13(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return 'a' + (r-'a'+13)%26
	}
	return r
}

func reverse(s string) string {
	rs := []rune(s)
	for i, j := 0, len(rs)-1; i < j; i, j = i+1, j-1 {
		rs[i], rs[j] = rs[j], rs[i]
	}
	return string(rs)
}

func main() {
	s := "hello, 世界"
	for i := 0; i < 5; i++ {
		if s[i] == 'l' {
			fmt.Println("l at", i)
		}
	}
	for i, r := range s {
		if r >= 'a' && r <= 'z' {
			fmt.Print(i, ":", string(r), " ")
		}
	}
	fmt.Println()
	bs := []byte(s)
	rs := []rune(s)
	fmt.Println(len(bs), len(rs), string(bs), string(rs), string(rs[7]))
	c := s[0]
	c += 'x' - 'w'
	fmt.Println(c, string(c), c-'a', isAlpha(c), isVowel('e'), kind('b'), kind2('7'), kind2(s[5]))
	fmt.Println(atoi("1234"), rot13('h'), string(rot13('h')), reverse(s))
	bs[0] = 'H'
	bs[1]++
	fmt.Println(string(bs[:5]), string(bs[0]), bs[0] == 'H')
	counts := map[rune]int{}
	for _, r := range "hello" {
		counts[r]++
	}
	fmt.Println(counts['l'], counts)
	var counts2 [26]int
	for _, r := range "hello" {
		counts2[r-'a']++
	}
	fmt.Println(counts2)
	word := ""
	for _, r := range "abc" {
		word += string(r)
		word = string(r) + word
	}
	fmt.Println(word)
	var out []byte
	for i := 0; i < len("xyz"); i++ {
		out = append(out, "xyz"[i])
	}
	out = append(out, '!')
	out = append(out, " done"...)
	fmt.Println(string(out))
	var runes []rune
	for _, r := range "äöü" {
		runes = append(runes, r, '-')
	}
	fmt.Println(string(runes), len("äöü"))
	fmt.Printf("%c %q %v %d %U %x\n", 'x', 'x', 'x', 'x', 'x', 'x')
	fmt.Printf("%c %q %v %d\n", s[0], s[0], s[0], s[0])
	b := byte('a')
	b += 'x' - 'a'
	fmt.Println(b, string(rune(b)), rune(b))
	digit := rune('0' + 5)
	fmt.Println(string(digit), int(digit-'0'))
	stack := []byte{}
	for _, ch := range []byte("([])") {
		switch ch {
		case '(', '[':
			stack = append(stack, ch)
		case ')':
			if stack[len(stack)-1] != '(' {
				fmt.Println("bad")
			}
			stack = stack[:len(stack)-1]
		case ']':
			stack = stack[:len(stack)-1]
		}
	}
	fmt.Println(len(stack))
	pairs := map[byte]byte{')': '(', ']': '['}
	fmt.Println(pairs[')'] == '(', pairs[')'])
	pr := map[rune]rune{')': '(', ']': '['}
	fmt.Println(pr[')'] == '(', string(pr[']']))
}
}
