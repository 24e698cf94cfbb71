use hidamari_domain::attendance::{ClassCounts, FacilityCounts};

use super::counts::{Column, Counts};
use crate::office::download_csv;
use crate::words::attendance::office as w;

/// The table as a file, a line for each class.
pub fn save(name: &str, facilities: &[FacilityCounts]) {
    let mut head = vec![w::facility().to_owned(), w::class_name().to_owned()];
    head.extend(Column::ALL.iter().skip(1).map(|column| column.label().to_owned()));
    let mut rows = vec![head];
    rows.extend(facilities.iter().flat_map(rows_of));
    download_csv(name, &rows);
}

fn rows_of(facility: &FacilityCounts) -> Vec<Vec<String>> {
    let row = |class: &ClassCounts| {
        let counts = Counts::of_class(class);
        let figures = Column::ALL.iter().skip(1).map(|column| counts.figure(*column).to_string());
        [facility.name.clone(), class.name.clone()].into_iter().chain(figures).collect()
    };
    facility.classes.iter().map(row).collect()
}
