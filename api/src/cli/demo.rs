use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use crate::app::App;
use crate::demo::{self, MOST_CHILDREN, MOST_FACILITIES, Made, PASSWORD, PIN, SignIn, Size, TabletCode, WARD};
use crate::failure::Failure;

/// Options of `demo`.
#[derive(Args)]
pub struct Demo {
    /// Facilities.
    #[arg(long, value_name = "N", default_value_t = 3)]
    facilities: usize,
    /// Children in each facility.
    #[arg(long, value_name = "N", default_value_t = 100)]
    children: usize,
    /// The same seed on the same day gives the same ward.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// Makes the demonstration ward and tells who can sign in.
pub async fn run(app: App, Demo { facilities, children, seed }: Demo) -> Result<ExitCode, Failure> {
    within("--facilities", facilities, MOST_FACILITIES)?;
    within("--children", children, MOST_CHILDREN)?;
    let made = match demo::make(&app, Size { facilities, children, seed }).await? {
        Made::New => {
            format!("デモ用の自治体「{WARD}」をつくりました（{facilities}園、園児{}名）。", facilities * children)
        }
        Made::Before => format!("デモ用の自治体「{WARD}」はすでにあります。そのまま使います。"),
    };
    let told = [made, addresses(&app.config.address), people(&app).await?, tablet(&app).await?].join("\n\n");
    // Whoever stops listening has heard enough.
    drop(writeln!(std::io::stdout(), "{told}"));
    Ok(ExitCode::SUCCESS)
}

fn within(option: &str, number: usize, most: usize) -> Result<(), Failure> {
    let fits = (1..=most).contains(&number);
    fits.then_some(()).ok_or_else(|| Failure::Fault(format!("{option} must be from 1 to {most}")))
}

fn addresses(address: &str) -> String {
    format!(
        "  保護者・祖父母（スマートフォン）  {address}/family
  保育室のタブレット                {address}/classroom
  園の事務室・保育課（パソコン）    {address}/office
  送られたメール                    {address}/demo/outbox"
    )
}

async fn people(app: &App) -> Result<String, Failure> {
    let mut told = format!("次の人としてログインできます。パスワードは全員「{PASSWORD}」です。");
    for SignIn { role, email, name, of } in demo::people(app).await? {
        told.push_str(&format!("\n  {email:<24} {role}　{name}（{of}）"));
    }
    Ok(told)
}

async fn tablet(app: &App) -> Result<String, Failure> {
    let TabletCode { facility, code } = demo::tablet_code(app).await?;
    Ok(format!(
        "タブレットの登録コード（{facility}、24時間・1回限り有効）： {code}
タブレットで使う職員の暗証番号は全員「{PIN}」です。"
    ))
}
