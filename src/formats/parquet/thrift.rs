//! Thrift's compact protocol as Parquet has it, without its meaning: what is said in it is counted
//! before the crate reads it.
//!
//! A list of truth values takes no bytes where it is passed over, so that a few bytes may say two
//! thousand million of them, and keep the crate busy with each.

/// Elements that take no bytes which are let pass.
const MOST_FREE: usize = 1 << 16;

/// How deep structures may lie in each other.
const DEEPEST: usize = 32;

/// The kinds of values.
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const STRUCT: u8 = 12;

/// A walk over a structure.
pub(super) struct HeaderWalk<'a> {
    rest: &'a [u8],
    free: usize,
    /// The numbers of the fields on the way to the present one.
    path: Vec<i64>,
    /// Called with every whole number in a structure, and the way to it.
    on_number: &'a mut dyn FnMut(&[i64], i64),
}

/// Steps over the structure that `bytes` begin with; `on_number` gets the whole numbers in it, each behind
/// the numbers of the fields that lead to it.
///
/// Returns how many bytes it takes; `None` where there is no such structure, and where it says much
/// more than it has bytes for.
pub(super) fn walk(bytes: &[u8], on_number: &mut dyn FnMut(&[i64], i64)) -> Option<usize> {
    let mut walk = HeaderWalk { rest: bytes, free: 0, path: Vec::new(), on_number };
    walk.structure()?;
    Some(bytes.len() - walk.rest.len())
}

impl HeaderWalk<'_> {
    fn structure(&mut self) -> Option<()> {
        let mut field: i64 = 0;
        loop {
            let head = self.byte()?;
            let (step, kind) = (head >> 4, head & 15);
            if kind == 0 {
                return Some(());
            }
            field = if step == 0 { self.number()? } else { field.checked_add(i64::from(step))? };
            self.path.push(field);
            self.value(kind)?;
            self.path.pop();
        }
    }

    fn value(&mut self, kind: u8) -> Option<()> {
        if self.path.len() > DEEPEST {
            return None;
        }
        match kind {
            TRUE | FALSE => {}
            3 => self.skip(1)?,
            4..=6 => {
                let number = self.number()?;
                (self.on_number)(&self.path, number);
            }
            7 => self.skip(8)?,
            8 => {
                let len = self.length()?;
                self.skip(len)?;
            }
            9 | 10 => {
                let head = self.byte()?;
                let (count, kind) = (usize::from(head >> 4), head & 15);
                let count = if count == 15 { self.length()? } else { count };
                self.elements(count, &[kind])?;
            }
            11 => {
                let count = self.length()?;
                if count > 0 {
                    let kinds = self.byte()?;
                    self.elements(count, &[kinds >> 4, kinds & 15])?;
                }
            }
            STRUCT => self.structure()?,
            13 => self.skip(16)?,
            _ => return None,
        }
        Some(())
    }

    fn elements(&mut self, count: usize, kinds: &[u8]) -> Option<()> {
        if kinds.iter().all(|it| matches!(*it, TRUE | FALSE)) {
            self.free = self.free.checked_add(count).filter(|it| *it <= MOST_FREE)?;
            return Some(());
        }
        // Everything else takes a byte at least, so that this ends.
        self.path.push(0);
        for _ in 0..count {
            kinds.iter().try_for_each(|it| self.value(*it))?;
        }
        self.path.pop();
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        self.rest = self.rest.get(count..)?;
        Some(())
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.unsigned()?).ok()
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Negative ones are folded in between.
    fn number(&mut self) -> Option<i64> {
        let folded = self.unsigned()?;
        let half = i64::try_from(folded >> 1).ok()?;
        Some(if folded & 1 == 0 { half } else { -half - 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_with_the_way_to_them() {
        // Field 1: 3; field 3: a structure with field 2: -1; field 4: a list of two numbers.
        let bytes = [0x15, 6, 0x2C, 0x25, 1, 0, 0x19, 0x25, 2, 4, 0, 99];
        let mut given = Vec::new();
        let len = walk(&bytes, &mut |path, number| given.push((path.to_vec(), number)));
        assert_eq!(len, Some(11), "what is behind it is not its own");
        let expected = [(vec![1], 3), (vec![3, 2], -1), (vec![4, 0], 1), (vec![4, 0], 2)];
        assert_eq!(given, expected);
    }

    #[test]
    fn what_takes_no_bytes_is_counted() {
        let many = |count: [u8; 2]| [0x19, 0xF1, count[0], count[1], 0];
        assert!(walk(&many([0x80, 0x40]), &mut |_, _| {}).is_some());
        let more = [0x19, 0xF1, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0];
        assert_eq!(walk(&more, &mut |_, _| {}), None);
        // Structures in structures without an end.
        assert_eq!(walk(&[0x1C; 4000], &mut |_, _| {}), None);
    }
}
