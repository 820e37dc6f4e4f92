use goroutines::prelude::*;

go! {
    type ByLength []string

    func (a ByLength) Len() int { return len(a) }
    func (a ByLength) Less(i, j int) bool { return len(a[i]) < len(a[j]) }

    func main() {
        words := []string{"long", "no"}
        sort.Sort(ByLength(words))
        fmt.Println(words)
    }
}
