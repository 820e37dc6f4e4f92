package main

func main() {
	done := make(chan bool)
	for i := range 8 {
		go func() {
			if i == 5 {
				panic("the sixth")
			}
			<-done
		}()
	}
	<-done
}
