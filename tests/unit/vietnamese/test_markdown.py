from tasks.core.vietnamese.markdown import columns_below


def test_the_columns_of_a_head_in_a_table_stand_below_each_other() -> None:
    head = (
        "| UBND TỈNH X<br>**SỞ Y TẾ** | **CỘNG HÒA**<br/>Độc lập |\n|---|:---:|\n"
        "| Số: 1/SYT<br>V/v sửa kho | *X, ngày 02 tháng 3* |\nKính gửi"
    )
    assert columns_below(head).split("\n") == [
        *("UBND TỈNH X", "**SỞ Y TẾ**", "", "**CỘNG HÒA**", "Độc lập", ""),
        *("Số: 1/SYT", "V/v sửa kho", "", "*X, ngày 02 tháng 3*", "", "Kính gửi"),
    ]


def test_tables_of_data_stay() -> None:
    table = "| STT | Tên | Đơn vị |\n|---|---|---|\n| 1 | An<br>Bé | Sở |\n| a | b |\n---"
    assert columns_below(table) == table
