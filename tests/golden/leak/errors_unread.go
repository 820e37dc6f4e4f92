package main

import "errors"

func step(errs chan error) {
	errs <- errors.New("failed")
}

func leaky() error {
	errs := make(chan error)
	go step(errs)
	go step(errs)
	return <-errs
}

func correct() error {
	errs := make(chan error)
	go step(errs)
	go step(errs)
	err := <-errs
	<-errs
	return err
}
