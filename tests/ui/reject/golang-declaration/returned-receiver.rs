use goroutines::prelude::*;

go! {
    type Bag map[string]int

    func (b Bag) Add(key string) Bag {
        b[key]++
        return b
    }

    func main() {
        b := Bag{}
        b.Add("a").Add("b")
    }
}
