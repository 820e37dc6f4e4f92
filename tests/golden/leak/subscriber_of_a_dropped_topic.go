package main

type topic struct {
	subscribers []chan string
}

func (t *topic) subscribe() chan string {
	ch := make(chan string, 1)
	t.subscribers = append(t.subscribers, ch)
	return ch
}

func (t *topic) publish(text string) {
	for _, ch := range t.subscribers {
		ch <- text
	}
}

func (t *topic) end() {
	for _, ch := range t.subscribers {
		close(ch)
	}
}

func listen(ch chan string) {
	for range ch {
	}
}

func leaky() {
	t := new(topic)
	go listen(t.subscribe())
	t.publish("news")
}

func correct() {
	t := new(topic)
	go listen(t.subscribe())
	t.publish("news")
	t.end()
}
