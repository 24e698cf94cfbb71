//! The classroom face.

fn main() {
    hidamari_web::ui::mount_face(hidamari_web::classroom::app);
}
