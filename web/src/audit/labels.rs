use hidamari_domain::policy::StaffRole;

use crate::organisation::role_name;
use crate::words::audit::{self as w, deeds};

/// What was done, in words; the audit keeps the endpoint's name.
pub(super) fn deed(name: &str) -> String {
    let words = match name {
        "SignIn" => deeds::sign_in(),
        "SignOut" => deeds::sign_out(),
        "EndSession" => deeds::end_session(),
        "ChangePassword" => deeds::change_password(),
        "ConfirmReset" => deeds::confirm_reset(),
        "AcceptInvitation" => deeds::accept_invitation(),
        "InviteFamily" => deeds::invite_family(),
        "RemoveFamily" => deeds::remove_family(),
        "AddFacility" => deeds::add_facility(),
        "ChangeFacility" => deeds::change_facility(),
        "AddClass" => deeds::add_class(),
        "ChangeClass" => deeds::change_class(),
        "AddStaff" => deeds::add_staff(),
        "ChangeStaff" => deeds::change_staff(),
        "RemoveStaff" => deeds::remove_staff(),
        "SetPin" => deeds::set_pin(),
        "IssueDeviceCode" => deeds::issue_device_code(),
        "RevokeDevice" => deeds::revoke_device(),
        "EnrolDevice" => deeds::enrol_device(),
        "StartDevice" => deeds::start_device(),
        "UnlockDevice" => deeds::unlock_device(),
        "LockDevice" => deeds::lock_device(),
        "SetRollout" => deeds::set_rollout(),
        "ListChildren" => deeds::list_children(),
        "ReadChild" => deeds::read_child(),
        "EnrolChild" => deeds::enrol_child(),
        "ChangeChild" => deeds::change_child(),
        "EndEnrolment" => deeds::end_enrolment(),
        "SetGuardian" => deeds::set_guardian(),
        "RemoveGuardian" => deeds::remove_guardian(),
        "ListGuardians" => deeds::list_guardians(),
        "IssueLetters" => deeds::issue_letters(),
        "PreviewImport" => deeds::preview_import(),
        "CommitImport" => deeds::commit_import(),
        "ExportRoster" => deeds::export_roster(),
        "RecordMarks" => deeds::record_marks(),
        "ReadChildDay" => deeds::read_child_day(),
        "ReadNames" => deeds::read_names(),
        "SendReports" => deeds::send_reports(),
        "WithdrawReport" => deeds::withdraw_report(),
        "AcceptReport" => deeds::accept_report(),
        "EnterReports" => deeds::enter_reports(),
        "EndReport" => deeds::end_report(),
        "SetWeek" => deeds::set_week(),
        "SetDays" => deeds::set_days(),
        "ReadCallList" => deeds::read_call_list(),
        "RecordCall" => deeds::record_call(),
        "SetChoices" => deeds::set_choices(),
        "AddPushDevice" => deeds::add_push_device(),
        "RemovePushDevice" => deeds::remove_push_device(),
        "TryDelivery" => deeds::try_delivery(),
        "OpenMessage" => deeds::open_message(),
        "ListMessages" => deeds::list_messages(),
        "SetAttendanceRules" => deeds::set_attendance_rules(),
        // What a newer server knows and this page does not.
        other => return other.to_owned(),
    };
    words.to_owned()
}

/// As what a reader works, in words.
pub(super) fn reader(role: &str) -> &'static str {
    StaffRole::from_key(role).map_or_else(w::someone, role_name)
}
