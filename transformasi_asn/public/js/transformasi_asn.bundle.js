import "./tampil";
import "./alur";
import "./kotak";
import "./kalender";
import "./cepat";
import "./impor";
import "./laporan";
