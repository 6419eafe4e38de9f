# Two commands do everything: `make demo` and `make test`. Both install what is missing first.
.POSIX:
.PHONY: help demo test build format clean

help:
	@echo 'make demo    install what is missing, build, explain a charge and a statement'
	@echo 'make test    install what is missing, build, run every check'
	@echo 'make build   the release program, .build/release/descry'
	@echo 'make format  format the Swift sources'
	@echo 'make clean   remove what was built'

demo:
	@scripts/bootstrap.sh
	@scripts/demo.sh

test:
	@scripts/bootstrap.sh
	@scripts/test.sh

build:
	@scripts/bootstrap.sh
	swift build -c release --product descry

format:
	swift format --in-place --recursive Sources Tests Package.swift

clean:
	rm -rf .build
