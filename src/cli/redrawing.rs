//! Where a figure lies in 95 of 100 cases, had other articles of the kind been there.

/// How often articles are drawn anew.
const DRAWS: usize = 1000;

/// The interval of what `figure` makes of articles that it draws, each with a number below how many there are;
/// the draws are the same each time.
pub(super) fn interval(figure: impl Fn(&mut dyn FnMut(usize) -> usize) -> f64) -> (f64, f64) {
    // A generator with a period that is long enough for them.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut draw = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % (limit as u64).max(1)).unwrap_or_default()
    };
    let mut figures: Vec<f64> = (0..DRAWS).map(|_| figure(&mut draw)).collect();
    figures.sort_by(f64::total_cmp);
    let at = |place: usize| figures.get(place).copied().unwrap_or_default();
    (at(DRAWS * 25 / 1000), at(DRAWS * 975 / 1000 - 1))
}
