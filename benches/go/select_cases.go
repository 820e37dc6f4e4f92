package main

import "time"

const fill = 16

// selectCases has selects of 4, 8, 16 and 64 cases, with values waiting in all of their channels.
func selectCases(n uint64) answer {
	result := answer{0, map[string]float64{}}
	for _, kind := range []struct {
		width uint64
		key   string
		drain func(c []chan uint64) uint64
	}{{4, "4", drain4}, {8, "8", drain8}, {16, "16", drain16}, {64, "64", drain64}} {
		selectRounds(max(1, n/10), kind.width, kind.drain) // unmeasured
		value, each := selectRounds(n, kind.width, kind.drain)
		result.value += value
		result.figures[kind.key] = each * float64(n)
	}
	result.figures["growth"] = result.figures["64"] / result.figures["4"]
	return result
}

// selectRounds fills and drains the channels often enough for n selects: the sum, and the nanoseconds for each.
func selectRounds(n, width uint64, drain func(c []chan uint64) uint64) (sum uint64, each float64) {
	c := make([]chan uint64, width)
	for i := range c {
		c[i] = make(chan uint64, fill)
	}
	rounds := (n + fill*width - 1) / (fill * width)
	passed := time.Duration(0)
	for round := uint64(0); round < rounds; round++ {
		for i, ch := range c {
			for j := 0; j < fill; j++ {
				ch <- uint64(i)
			}
		}
		start := time.Now()
		sum += drain(c)
		passed += time.Since(start)
	}
	return sum, float64(passed) / float64(rounds*fill*width)
}

func drain4(c []chan uint64) (sum uint64) {
	for i := 0; i < fill*4; i++ {
		select {
		case v := <-c[0]:
			sum += v
		case v := <-c[1]:
			sum += v
		case v := <-c[2]:
			sum += v
		case v := <-c[3]:
			sum += v
		}
	}
	return sum
}

func drain8(c []chan uint64) (sum uint64) {
	for i := 0; i < fill*8; i++ {
		select {
		case v := <-c[0]:
			sum += v
		case v := <-c[1]:
			sum += v
		case v := <-c[2]:
			sum += v
		case v := <-c[3]:
			sum += v
		case v := <-c[4]:
			sum += v
		case v := <-c[5]:
			sum += v
		case v := <-c[6]:
			sum += v
		case v := <-c[7]:
			sum += v
		}
	}
	return sum
}

func drain16(c []chan uint64) (sum uint64) {
	for i := 0; i < fill*16; i++ {
		select {
		case v := <-c[0]:
			sum += v
		case v := <-c[1]:
			sum += v
		case v := <-c[2]:
			sum += v
		case v := <-c[3]:
			sum += v
		case v := <-c[4]:
			sum += v
		case v := <-c[5]:
			sum += v
		case v := <-c[6]:
			sum += v
		case v := <-c[7]:
			sum += v
		case v := <-c[8]:
			sum += v
		case v := <-c[9]:
			sum += v
		case v := <-c[10]:
			sum += v
		case v := <-c[11]:
			sum += v
		case v := <-c[12]:
			sum += v
		case v := <-c[13]:
			sum += v
		case v := <-c[14]:
			sum += v
		case v := <-c[15]:
			sum += v
		}
	}
	return sum
}

func drain64(c []chan uint64) (sum uint64) {
	for i := 0; i < fill*64; i++ {
		select {
		case v := <-c[0]:
			sum += v
		case v := <-c[1]:
			sum += v
		case v := <-c[2]:
			sum += v
		case v := <-c[3]:
			sum += v
		case v := <-c[4]:
			sum += v
		case v := <-c[5]:
			sum += v
		case v := <-c[6]:
			sum += v
		case v := <-c[7]:
			sum += v
		case v := <-c[8]:
			sum += v
		case v := <-c[9]:
			sum += v
		case v := <-c[10]:
			sum += v
		case v := <-c[11]:
			sum += v
		case v := <-c[12]:
			sum += v
		case v := <-c[13]:
			sum += v
		case v := <-c[14]:
			sum += v
		case v := <-c[15]:
			sum += v
		case v := <-c[16]:
			sum += v
		case v := <-c[17]:
			sum += v
		case v := <-c[18]:
			sum += v
		case v := <-c[19]:
			sum += v
		case v := <-c[20]:
			sum += v
		case v := <-c[21]:
			sum += v
		case v := <-c[22]:
			sum += v
		case v := <-c[23]:
			sum += v
		case v := <-c[24]:
			sum += v
		case v := <-c[25]:
			sum += v
		case v := <-c[26]:
			sum += v
		case v := <-c[27]:
			sum += v
		case v := <-c[28]:
			sum += v
		case v := <-c[29]:
			sum += v
		case v := <-c[30]:
			sum += v
		case v := <-c[31]:
			sum += v
		case v := <-c[32]:
			sum += v
		case v := <-c[33]:
			sum += v
		case v := <-c[34]:
			sum += v
		case v := <-c[35]:
			sum += v
		case v := <-c[36]:
			sum += v
		case v := <-c[37]:
			sum += v
		case v := <-c[38]:
			sum += v
		case v := <-c[39]:
			sum += v
		case v := <-c[40]:
			sum += v
		case v := <-c[41]:
			sum += v
		case v := <-c[42]:
			sum += v
		case v := <-c[43]:
			sum += v
		case v := <-c[44]:
			sum += v
		case v := <-c[45]:
			sum += v
		case v := <-c[46]:
			sum += v
		case v := <-c[47]:
			sum += v
		case v := <-c[48]:
			sum += v
		case v := <-c[49]:
			sum += v
		case v := <-c[50]:
			sum += v
		case v := <-c[51]:
			sum += v
		case v := <-c[52]:
			sum += v
		case v := <-c[53]:
			sum += v
		case v := <-c[54]:
			sum += v
		case v := <-c[55]:
			sum += v
		case v := <-c[56]:
			sum += v
		case v := <-c[57]:
			sum += v
		case v := <-c[58]:
			sum += v
		case v := <-c[59]:
			sum += v
		case v := <-c[60]:
			sum += v
		case v := <-c[61]:
			sum += v
		case v := <-c[62]:
			sum += v
		case v := <-c[63]:
			sum += v
		}
	}
	return sum
}
