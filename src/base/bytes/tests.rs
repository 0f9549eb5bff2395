//! Finding bytes at every place and length, for the loops take eight or sixteen at a time.

use super::*;

#[test]
fn the_first_of_the_set_is_found_wherever_it_stands() {
    let set = ByteSet::of(b"x").and(b'0', b'9');
    for length in 0..40 {
        let mut bytes = vec![b'.'; length];
        assert_eq!(set.find(&bytes, 0), length);
        assert_eq!(set.find(&bytes, length + 3), length);
        for at in 0..length {
            bytes[at] = if at % 2 == 0 { b'x' } else { b'5' };
            assert_eq!(set.find(&bytes, 0), at);
            assert_eq!(set.find(&bytes, at), at);
            assert_eq!(set.find(&bytes, at + 1), length);
            bytes[at] = b'.';
        }
    }
}

#[test]
fn three_in_a_row_are_found_wherever_they_stand() {
    let is = |a: u8, b: u8, c: u8| a == b'1' && b == b'2' && c == b'3';
    for length in 3..60 {
        let mut bytes = vec![b'1'; length];
        assert!(!any_three(&bytes, is));
        for at in 0..length - 2 {
            bytes[at..at + 3].copy_from_slice(b"123");
            assert!(any_three(&bytes, is), "{at} of {length}");
            bytes[at..at + 3].copy_from_slice(b"111");
        }
    }
    // Beyond the end there are zeros.
    assert!(any_three(b"12", |a, b, c| (a, b, c) == (b'2', 0, 0)));
    assert!(any_three(b"12", |a, b, c| (a, b, c) == (b'1', b'2', 0)));
    assert!(!any_three(b"", |_, _, _| true));
}

#[test]
fn what_follows_a_byte_is_found_wherever_it_stands() {
    for length in 1..60 {
        let mut bytes = vec![b'a'; length];
        assert!(!any_after(&bytes, b'x', |_, _| true));
        for at in 0..length {
            bytes[at] = b'x';
            assert_eq!(any_after(&bytes, b'x', |b, _| b == b'a'), at + 1 < length, "{at} of {length}");
            assert_eq!(any_after(&bytes, b'x', |b, c| b == 0 && c == 0), at + 1 == length, "{at} of {length}");
            bytes[at] = b'a';
        }
    }
}
