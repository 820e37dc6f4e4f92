use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"
)

const text = "the quick brown fox jumps over the lazy dog\nthe dog barks and the fox runs away\na quick dog is a happy dog 42 times 7"

type pair struct {
	word  string
	count int
}

func count(line string) map[string]int {
	counts := make(map[string]int)
	for _, w := range strings.Fields(line) {
		w = strings.ToLower(strings.Trim(w, ".,"))
		counts[w]++
	}
	return counts
}

func main() {
	lines := strings.Split(text, "\n")
	partial := make(chan map[string]int, len(lines))
	var wg sync.WaitGroup
	for i, line := range lines {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Sprintln("line", i)
			partial <- count(line)
		}()
	}
	wg.Wait()
	close(partial)

	total := map[string]int{}
	for m := range partial {
		for w, n := range m {
			total[w] += n
		}
	}

	pairs := make([]pair, 0, len(total))
	sum := 0
	for w, n := range total {
		if v, err := strconv.Atoi(w); err == nil {
			sum += v * n
			continue
		}
		pairs = append(pairs, pair{w, n})
	}
	sort.Slice(pairs, func(i, j int) bool {
		if pairs[i].count != pairs[j].count {
			return pairs[i].count > pairs[j].count
		}
		return pairs[i].word < pairs[j].word
	})
	for _, p := range pairs[:5] {
		fmt.Printf("%-6s %d %s\n", p.word, p.count, strings.Repeat("*", p.count))
	}
	fmt.Println("sum of numbers:", sum)
	words := []string{"pear", "apple", "fig"}
	sort.Strings(words)
	fmt.Println(strings.Join(words, ", "), strings.HasPrefix(words[0], "ap"), strings.Index("chicken", "ken"))
	var b strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteString("ignition")
	fmt.Println(b.String(), b.Len())
}
}
