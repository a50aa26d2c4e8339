//! Which underline lane each of several overlapping annotations gets.

/// The lane of each stretch, from 0: the lowest one that no earlier stretch overlapping it has.
/// `stretches` are (start, end) in reading order.
pub(super) fn lanes(stretches: &[(usize, usize)]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    stretches
        .iter()
        .map(|&(start, end)| {
            let free = ends.iter().position(|&taken| taken <= start);
            let lane = free.unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(taken) => *taken = end,
                None => ends.push(end),
            }
            lane
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lanes;

    #[test]
    fn overlapping_stretches_get_lanes_of_their_own() {
        assert_eq!(lanes(&[(0, 10), (2, 5), (6, 12), (11, 14)]), [0, 1, 1, 0]);
        assert_eq!(lanes(&[(0, 4), (4, 8)]), [0, 0]);
        assert_eq!(lanes(&[]), [0_usize; 0]);
    }
}
