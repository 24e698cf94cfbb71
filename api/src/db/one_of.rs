use diesel::backend::Backend;
use diesel::dsl::{Eq, EqAny};
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::Bool;
use diesel::{ExpressionMethods, expression::AsExpression};

use super::types::{Id, Key, Uid, keys};

/// A column that holds one of some ids. One id is compared, so that the statement stays prepared; a list of another
/// length would be another statement on SQLite each time.
#[derive(Clone, Debug)]
pub struct OneOf<One, Many> {
    one: Option<One>,
    many: Many,
}

/// The condition that a column holds one of some ids.
pub fn one_of<C, I>(column: C, ids: &[I]) -> OneOf<Eq<C, Key<I>>, EqAny<C, Vec<Key<I>>>>
where
    C: Expression<SqlType = Uid> + ExpressionMethods + Copy,
    I: Id,
    Key<I>: AsExpression<Uid>,
{
    let one = match ids {
        [one] => Some(column.eq(Key(*one))),
        _ => None,
    };
    OneOf { one, many: column.eq_any(keys(ids)) }
}

impl<One, Many> Expression for OneOf<One, Many> {
    type SqlType = Bool;
}

impl<One, Many> ValidGrouping<()> for OneOf<One, Many> {
    type IsAggregate = is_aggregate::No;
}

impl<One, Many> QueryId for OneOf<One, Many> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<One, Many, QS> AppearsOnTable<QS> for OneOf<One, Many> where Many: AppearsOnTable<QS> {}

impl<One, Many, QS> SelectableExpression<QS> for OneOf<One, Many> where Many: SelectableExpression<QS> {}

impl<One, Many, DB> QueryFragment<DB> for OneOf<One, Many>
where
    DB: Backend,
    One: QueryFragment<DB>,
    Many: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match &self.one {
            Some(one) => one.walk_ast(pass),
            None => self.many.walk_ast(pass),
        }
    }
}
