//! The family face.

use hidamari_web::family::app;
use hidamari_web::ui::mount_face;

fn main() {
    mount_face(app);
}
