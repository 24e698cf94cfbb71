//! Tables: heads, rows and cells.

use leptos::prelude::*;

use crate::ui::TableWrap;

/// A table with the heads of its columns and its rows.
pub fn table(label: impl Into<String>, heads: &[&'static str], rows: AnyView) -> AnyView {
    let heads = cells(heads);
    view! {
        <TableWrap label=label.into()>
            <table class="table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </TableWrap>
    }
    .into_any()
}

/// The heads of a table's columns.
pub fn cells(heads: &[&'static str]) -> AnyView {
    heads.iter().map(|head| view! { <th scope="col">{*head}</th> }.into_any()).collect::<Vec<_>>().into_any()
}

/// A row's cells.
pub fn row(head: AnyView, cells: Vec<AnyView>) -> AnyView {
    view! { <tr><th scope="row">{head}</th> {cells.into_iter().map(cell).collect::<Vec<_>>()}</tr> }.into_any()
}

/// A cell.
pub fn cell(inside: AnyView) -> AnyView {
    view! { <td>{inside}</td> }.into_any()
}

/// A cell of words.
pub fn words(words: impl Into<String>) -> AnyView {
    words.into().into_any()
}

/// A row's last cell: what can be done with it.
pub fn acts_cell(acts: AnyView) -> AnyView {
    view! { <span class="acts-cell">{acts}</span> }.into_any()
}
