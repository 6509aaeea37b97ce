-- Numbers carry their jurisdiction, so that keys which begin with it are as unique, and cases can be spread by it.
alter table cases.case drop constraint case_number_key, add unique (jurisdiction, number);
alter table cases.document drop constraint document_number_key, add unique (jurisdiction, number);
