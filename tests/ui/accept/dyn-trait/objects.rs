// With `dyn`, a trait can be used as an object.
use goroutines::prelude::*;

#[goroutines(dyn)]
trait Animal: Send + Sync {
    fn sound(&self) -> String;

    fn twice(&self) -> String {
        self.sound() + &self.sound()
    }
}

struct Dog;
struct Cat(u32);

#[goroutines(dyn)]
impl Animal for Dog {
    fn sound(&self) -> String {
        "woof".to_owned()
    }
}

#[goroutines(dyn)]
impl Animal for Cat {
    fn sound(&self) -> String {
        goroutines::yield_now();
        "meow".repeat(self.0 as usize)
    }
}

#[goroutines]
fn main() {
    let animals: Vec<Box<dyn Animal>> = vec![Box::new(Dog), Box::new(Cat(2))];
    let mut sounds = Vec::new();
    for animal in &animals {
        sounds.push(animal.twice());
    }
    assert_eq!(sounds, ["woofwoof", "meowmeowmeowmeow"]);
}
