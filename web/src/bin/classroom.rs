//! The classroom face.

fn main() {
    std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    hidamari_web::ui::mount_face(hidamari_web::classroom::app);
}
