// `&mut self` is borrowed for the call.
use goroutines::prelude::*;

struct Account {
    balance: i64,
}

#[goroutines]
impl Account {
    fn deposit(&mut self, amount: i64) {
        goroutines::yield_now();
        self.balance += amount;
    }

    fn twice(&mut self, amount: i64) -> i64 {
        self.deposit(amount);
        self.deposit(amount);
        self.balance
    }
}

#[goroutines]
fn main() {
    let mut account = Account { balance: 1 };
    assert_eq!(account.twice(10), 21);
}
