//! How sure a figure is: 95 % intervals over articles, by leaving out one article at a time.
//!
//! A jackknife with Student's t, on a scale on which the figure has no ends. It draws no random numbers,
//! and with few articles, which is the usual case, it holds what it promises where the bootstrap does
//! not.

/// Fewer articles than this say nothing of how much articles differ.
const FEWEST: usize = 3;
/// How often the interval misses.
const MISSES: f64 = 0.05;

/// Of a share: per article how many hits there are, of how many. `None` for fewer than three articles
/// with anything.
pub fn share_interval(articles: &[(u32, u32)]) -> Option<[f64; 2]> {
    let counted = articles.iter().filter(|it| it.1 > 0);
    let rows: Vec<(f64, f64)> =
        counted.map(|(hits, of)| (f64::from(*hits), f64::from(*of))).collect();
    let (hits, of) = rows.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    // Half a hit and half a miss more, so that all and none have a place on the scale.
    let odds = |hits: f64, of: f64| Some(((hits + 0.5) / (of - hits + 0.5)).ln());
    let [low, high] = jackknife(&rows, &(hits, of), |sum, it| odds(sum.0 - it.0, sum.1 - it.1))?;
    let back = |odds: f64| 1.0 / (1.0 + (-odds).exp());
    let value = hits / of;
    Some([back(low).min(value), back(high).max(value)])
}

/// Words of one article, with one label, of two analysts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCounts {
    /// Both marked them.
    pub both: u32,
    /// The first alone did.
    pub first: u32,
    /// The second alone did.
    pub second: u32,
    /// Neither did.
    pub neither: u32,
}

impl WordCounts {
    /// Words on which they differ, and on how many they would by chance.
    pub(super) fn disagreement(words: [f64; 4]) -> (f64, f64) {
        let [both, first, second, neither] = words;
        let (ones, others, all) = (both + first, both + second, both + first + second + neither);
        let expected = (ones * (all - others) + others * (all - ones)) / all;
        (first + second, expected)
    }

    fn as_floats(self) -> [f64; 4] {
        [self.both, self.first, self.second, self.neither].map(f64::from)
    }

    /// Of all articles together.
    pub(super) fn sum(articles: &[Self]) -> [f64; 4] {
        let rows = articles.iter().map(|it| it.as_floats());
        rows.fold([0.0; 4], |sum, it| [0, 1, 2, 3].map(|at| sum[at] + it[at]))
    }
}

/// Of Cohen's kappa. `None` for fewer than three articles, and where chance explains everything.
pub fn kappa_interval(articles: &[WordCounts]) -> Option<[f64; 2]> {
    let rows: Vec<[f64; 4]> = articles.iter().map(|it| it.as_floats()).collect();
    let all = WordCounts::sum(articles);
    let scale = |sum: &[f64; 4], it: &[f64; 4]| {
        let left = [0, 1, 2, 3].map(|at| sum[at] - it[at]);
        let (observed, expected) = WordCounts::disagreement(left);
        (expected > 0.0).then(|| ((observed + 0.5) / expected).ln())
    };
    let [low, high] = jackknife(&rows, &all, |sum, it| scale(sum, it))?;
    let (observed, expected) = WordCounts::disagreement(all);
    let value = 1.0 - observed / expected;
    // Nobody disagrees more than always.
    Some([(1.0 - high.exp()).min(value).max(-1.0), (1.0 - low.exp()).max(value)])
}

/// The interval of a figure on its scale, where `figure` gives it from the sum without one row.
fn jackknife<R: Default>(
    rows: &[R],
    sum: &R,
    figure: impl Fn(&R, &R) -> Option<f64>,
) -> Option<[f64; 2]> {
    if rows.len() < FEWEST {
        return None;
    }
    let whole = figure(sum, &R::default())?;
    let each: Option<Vec<f64>> = rows.iter().map(|it| figure(sum, it)).collect();
    let each = each?;
    let n = super::float(each.len());
    let mean = each.iter().sum::<f64>() / n;
    let spread: f64 = each.iter().map(|it| (it - mean) * (it - mean)).sum();
    let error = ((n - 1.0) / n * spread).sqrt();
    let reach = student_quantile(n - 1.0) * error;
    Some([whole - reach, whole + reach])
}

/// How far from the middle Student's t lies with `freedom` degrees of freedom in all but [`MISSES`] of
/// the cases, by halving.
fn student_quantile(freedom: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1000.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        let beyond = incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + middle * middle));
        if beyond > MISSES {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The regularized incomplete beta function, by its continued fraction (DLMF 8.17.22).
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front =
        (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    /// In place of 0, by which nothing can be divided.
    const LEAST: f64 = 1e-300;
    let apart = |it: f64| if it.abs() < LEAST { LEAST } else { it };
    let mut numerator = 1.0;
    let mut denominator = 1.0 / apart(1.0 - (a + b) * x / (a + 1.0));
    let mut value = denominator;
    let mut step = 1.0;
    while step < 500.0 {
        let twice = 2.0 * step;
        let even = step * (b - step) * x / ((a + twice - 1.0) * (a + twice));
        let odd = -(a + step) * (a + b + step) * x / ((a + twice) * (a + twice + 1.0));
        let mut change = 1.0;
        for part in [even, odd] {
            denominator = 1.0 / apart(1.0 + part * denominator);
            numerator = apart(1.0 + part / numerator);
            change = denominator * numerator;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
        step += 1.0;
    }
    value
}

/// The logarithm of the gamma function, for what is more than 0: Stirling's series (DLMF 5.11.1) where
/// it is exact, and from there by the recurrence.
fn ln_gamma(x: f64) -> f64 {
    const SERIES: [f64; 6] =
        [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0];
    let (mut x, mut lower) = (x, 0.0);
    while x < 12.0 {
        lower += x.ln();
        x += 1.0;
    }
    let mut power = 1.0 / x;
    let mut sum = 0.0;
    for factor in SERIES {
        sum += factor * power;
        power /= x * x;
    }
    (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + sum - lower
}
