# Two commands do everything: `make demo` and `make test`. Both install what is missing first.
.POSIX:
.PHONY: help demo test build install bench man schema format clean

PREFIX = /usr/local

help:
	@echo 'make demo     install what is missing, build, explain a charge and a statement'
	@echo 'make test     install what is missing, build, run every check'
	@echo 'make build    the release program, one file: .build/release/descry'
	@echo 'make install  put it into PREFIX/bin ($(PREFIX))'
	@echo 'make bench    measure what users wait for'
	@echo 'make man      manual pages and shell completions, in .build/share'
	@echo 'make schema   write rules/schema/ again'
	@echo 'make format   format the Swift sources'
	@echo 'make clean    remove what was built'

demo:
	@scripts/bootstrap.sh
	@scripts/demo.sh

test:
	@scripts/bootstrap.sh
	@scripts/test.sh

build:
	@scripts/bootstrap.sh
	@scripts/build.sh

install: build
	install -D .build/release/descry "$(DESTDIR)$(PREFIX)/bin/descry"

bench: build
	@scripts/bench.sh

man:
	@scripts/bootstrap.sh
	@scripts/man.sh

schema:
	swift build --product descry
	.build/debug/descry rules schema --output rules/schema

format:
	swift format --in-place --recursive Sources Tests Package.swift

clean:
	rm -rf .build
